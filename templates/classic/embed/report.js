/* <duizhao-report edition="en-zh"></duizhao-report>: the report inside a shadow root, from files beside this one. */
(() => {
  "use strict";
  if (customElements.get("duizhao-report")) return;
  const base = new URL(".", document.currentScript.src);
  const known = new Map();
  const waiting = new Map();

  /* Each edition's file calls this with its content. */
  window.duizhaoReports = (content) => {
    known.set(content.edition, content);
    for (const [family, weight, file] of content.fonts) {
      document.fonts.add(new FontFace(family, `url("${new URL(file, base)}")`, { weight, display: "swap" }));
    }
    for (const element of waiting.get(content.edition) || []) element.show(content);
    waiting.delete(content.edition);
  };

  function ask(edition, element) {
    if (waiting.has(edition)) return waiting.get(edition).push(element);
    waiting.set(edition, [element]);
    const script = document.createElement("script");
    script.src = new URL(`${edition}.js`, base);
    script.onload = script.onerror = () => script.remove();
    document.head.append(script);
  }

  class Report extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const edition = this.getAttribute("edition") || "en-zh";
      if (!/^(en|zh)(-[a-z]+)?$/.test(edition)) return;
      known.has(edition) ? this.show(known.get(edition)) : ask(edition, this);
    }

    show(content) {
      const root = this.attachShadow({ mode: "open" });
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = new URL(`${content.edition}.css`, base);
      const holder = document.createElement("template");
      holder.innerHTML = content.html;
      for (const picture of holder.content.querySelectorAll("img")) {
        picture.src = new URL(`../${picture.getAttribute("src")}`, base);
      }
      sheet.onload = () => { root.append(holder.content); this.follow(location.hash); };
      root.append(sheet);
      root.addEventListener("click", (event) => {
        const link = event.target.closest('a[href^="#"]');
        if (link && this.follow(link.getAttribute("href"))) event.preventDefault();
      });
    }

    /* A link to a place in the report cannot see into the shadow root by itself. */
    follow(hash) {
      const place = hash.length > 1 && this.shadowRoot.getElementById(decodeURIComponent(hash.slice(1)));
      if (!place) return false;
      place.scrollIntoView();
      history.replaceState(null, "", hash);
      return true;
    }
  }
  customElements.define("duizhao-report", Report);
})();
