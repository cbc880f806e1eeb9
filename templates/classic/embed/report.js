/* Reading aids for the page and its embeds, and <duizhao-report edition="en-zh"></duizhao-report>. The report reads
   the same without this file: it adds a search, definitions beside their words, and links that copy themselves. */
(() => {
  "use strict";
  if (window.duizhaoReports) return;
  const base = new URL(".", document.currentScript.src);
  const known = new Map();
  const waiting = new Map();

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };
  const on = (target, type, act) => target.addEventListener(type, act);
  const box = (element) => element.getBoundingClientRect();
  const plain = (text) => (text || "").normalize("NFKC").replace(/\s+/g, " ").replace(/ ?#$/, "").trim();
  const place = (root, hash) => {
    try { return root.getElementById(decodeURIComponent(hash.slice(1))); } catch {}
  };

  /* A word as a pattern: thousands separators and the blanks around Chinese do not count. */
  function pattern(word) {
    const signs = [...word.normalize("NFKC").replace(/(\d),(?=\d{3})/g, "$1")];
    return new RegExp(signs.map((sign, i) => {
      const next = signs[i + 1] || "";
      const own = sign.replace(/[\\^$.*+?()[\]{}|\/]/, "\\$&").replace(/[’']/, "[’']");
      return own + (/^\d\d$/.test(sign + next) ? ",?" : next && /\p{Script=Han}/u.test(sign + next) ? "\\s?" : "");
    }).join(""), "giu");
  }

  const any = (words) => new RegExp(words.map((word) => word.source).join("|") || "$^", "giu");

  function search(root, cls) {
    const form = root.querySelector("form[role=search]");
    if (!form) return;
    const field = form.querySelector("input");
    const panel = field.nextElementSibling;
    const [count, hits] = panel.children;
    let timer;
    form.hidden = false;

    function find() {
      const words = field.value.trim().split(/\s+/).filter(Boolean).map(pattern);
      const found = [];
      let head = "";
      for (const element of words.length ? root.querySelectorAll("main [id]") : []) {
        if (element.matches("table,a")) continue;
        const text = plain(element.innerText || (element.matches("figure") && element.textContent));
        if (/^H\d$/.test(element.tagName)) head = text;
        if (text && words.every((word) => text.search(word) >= 0)) found.push([element, text, head]);
      }
      hits.replaceChildren(...found.slice(0, 60).map((hit) => line(hit, words)));
      count.textContent = found.length ? form.dataset.found.replaceAll("{count}", found.length) : form.dataset.none;
      panel.hidden = !words.length;
    }

    function line([element, text, head], words) {
      const item = make("li"), link = make("a"), told = make("span");
      const start = Math.max(0, text.search(words[0]) - 40);
      const from = text.slice(start, start + 160), most = start + 160 < text.length;
      const shown = (start ? from.replace(/^\w*\s/, "… ") : from).replace(most ? /\s\w*$/ : "", most ? " …" : "");
      let last = 0;
      for (const { 0: word, index } of shown.matchAll(any(words))) {
        told.append(shown.slice(last, index), make("mark", "", word));
        last = index + word.length;
      }
      told.append(shown.slice(last));
      link.href = "#" + element.id;
      if (head && head !== text) link.append(make("span", cls("where"), head));
      link.append(told);
      item.append(link);
      return item;
    }

    on(field, "input", () => { clearTimeout(timer); timer = setTimeout(find, 200); });
    on(field, "focus", () => { panel.hidden = !field.value.trim(); });
    on(form, "submit", (event) => { event.preventDefault(); find(); hits.querySelector("a")?.click(); });
    on(hits, "click", () => { panel.hidden = true; });
    on(form, "focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) panel.hidden = true; });
    on(form, "keydown", (event) => {
      const links = [...hits.querySelectorAll("a")];
      const at = links.indexOf(root.activeElement);
      if (event.key === "Escape" && !panel.hidden) { field.focus(); panel.hidden = true; }
      else if (event.key === "ArrowDown" && links.length) (links[at + 1] || links[at]).focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
      else return;
      event.preventDefault();
    });
  }

  /* The definition of a term stands beside it on hover and focus, can be pointed at, and goes on Escape. */
  function notes(root, cls) {
    const note = make("span", cls("tip"));
    note.id = "tip";
    note.setAttribute("role", "tooltip");
    let timer, shown;
    const hide = () => {
      clearTimeout(timer);
      note.remove();
      shown?.removeAttribute("aria-describedby");
      shown = null;
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(hide, 300); };
    const show = (term) => {
      clearTimeout(timer);
      if (shown === term) return;
      hide();
      const entry = place(root, term.getAttribute("href"));
      const row = term.closest("[id]");
      if (!entry) return;
      note.replaceChildren(...[...entry.children].map((part) => {
        const copy = make(part.tagName === "P" ? "i" : "b", "", part.textContent + " ");
        copy.lang = part.lang;
        return copy;
      }));
      term.after(note);
      const frame = box(row), word = [...term.getClientRects()].at(-1);
      note.style.left = Math.max(0, Math.min(word.left - frame.left, frame.width - note.offsetWidth)) + "px";
      note.style.top = word.bottom - frame.top + "px";
      term.setAttribute("aria-describedby", "tip");
      shown = term;
    };
    for (const term of root.querySelectorAll('main a[href^="#term-"]')) {
      term.removeAttribute("title");
      on(term, "mouseenter", () => show(term));
      on(term, "focus", () => show(term));
      on(term, "mouseleave", later);
      on(term, "blur", later);
      on(term, "click", (event) => { if (event.pointerType === "touch") { event.preventDefault(); show(term); } });
    }
    on(note, "mouseenter", () => clearTimeout(timer));
    on(note, "mouseleave", later);
    on(document, "keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  /* Links to places copy themselves. One link goes from cell to cell: with the pointer, or Enter and the arrow keys. */
  function links(root, cls) {
    const words = root.querySelector("form[role=search]")?.dataset;
    if (!words) return;
    const said = make("p", cls("said"));
    said.setAttribute("role", "status");
    root.querySelector("main").after(said);
    const link = make("a", cls("permalink"), "#");
    link.dataset.copy = "";
    const move = (cell) => {
      link.href = "#" + cell.id;
      link.setAttribute("aria-label", words.cell + ": " + plain(cell.innerText));
      if (link.parentNode !== cell) cell.append(link);
    };
    on(root, "mouseover", (event) => {
      const cell = event.target.closest("td[id],th[id]");
      if (cell && root.activeElement !== link) move(cell);
    });
    on(root, "keydown", (event) => {
      const sheet = event.target.closest("[role=region]");
      const cell = event.target === link && link.parentNode;
      if (!sheet || (!cell && (event.key !== "Enter" || event.target !== sheet))) return;
      const rows = [...sheet.querySelectorAll("tr")];
      const [down, right] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key] || [];
      const to = cell ? rows[rows.indexOf(cell.parentNode) + down]?.cells[cell.cellIndex + right] : rows[0].cells[0];
      if (event.key === "Escape") sheet.focus();
      else if (to) move(to), link.focus();
      else if (isNaN(down)) return;
      event.preventDefault();
    });
    on(root, "click", async (event) => {
      const from = event.target.closest("a[data-copy]");
      if (!from) return;
      event.preventDefault();
      const address = new URL(from.getAttribute("href"), location.href).href;
      history.replaceState(null, "", address);
      said.textContent = await navigator.clipboard?.writeText(address).then(() => words.copied, () => 0) || address;
      setTimeout(() => said.replaceChildren(), 3000);
    });
  }

  /* When a language goes or comes back, the place that is read stays where it is. */
  function still(root) {
    const choice = root.querySelector("fieldset");
    let seen, top;
    if (!choice) return;
    root.querySelector("main").style.overflowAnchor = "none";
    const keep = () => {
      seen = [...root.querySelectorAll("main [id]")].find((element) => (top = box(element).top) > 99);
    };
    on(choice, "pointerdown", keep);
    on(choice, "keydown", keep);
    on(choice, "change", () => { if (seen) scrollBy(0, box(seen).top - top); });
  }

  function aid(root, prefix) {
    const cls = (name) => prefix + name;
    for (const help of [search, notes, links, still]) help(root, cls);
  }

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
    const script = make("script");
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
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      const sheet = make("link");
      sheet.rel = "stylesheet";
      sheet.href = new URL(`${content.edition}.css`, base);
      const holder = make("template");
      holder.innerHTML = content.html;
      for (const picture of holder.content.querySelectorAll("img")) {
        picture.src = new URL(`../${picture.getAttribute("src")}`, base);
      }
      sheet.onload = () => {
        root.append(holder.content);
        aid(root, "dz-");
        document.fonts.ready.then(() => this.follow(location.hash));
      };
      root.append(sheet);
      on(root, "click", (event) => {
        const link = event.target.closest('a[href^="#"]');
        if (link && this.follow(link.getAttribute("href"))) event.preventDefault();
      });
    }

    /* A link to a place in the report cannot see into the shadow root by itself. */
    follow(hash) {
      const goal = place(this.shadowRoot, hash);
      if (!goal) return false;
      goal.scrollIntoView();
      history.replaceState(null, "", hash);
      return true;
    }
  }
  customElements.define("duizhao-report", Report);
  if (document.querySelector("main#report")) aid(document, document.querySelector(".duizhao") ? "dz-" : "");

  /* Inside the iframe: tells the page around it how tall the report is, and nothing else. */
  if (parent !== window && document.querySelector(".dz-frame")) {
    const page = document.documentElement;
    const tell = () => parent.postMessage({ duizhao: Math.ceil(box(page).height) }, "*");
    new ResizeObserver(tell).observe(page);
    on(window, "load", tell);
  }
})();
