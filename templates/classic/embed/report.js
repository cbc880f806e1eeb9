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
  const plain = (text) => (text || "").normalize("NFKC").replace(/\s+/g, " ").replace(/ ?#$/, "").trim();
  const place = (root, hash) => hash.length > 1 && root.getElementById(decodeURIComponent(hash.slice(1)));

  /* A word as a pattern: thousands separators and the blanks around Chinese do not count. */
  function pattern(word) {
    const signs = [...word.normalize("NFKC").replace(/(\d),(?=\d{3})/g, "$1")];
    return new RegExp(signs.map((sign, i) => {
      const next = signs[i + 1] || "";
      const own = sign.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&").replace(/[’‘']/, "[’‘']");
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
        if (/^(TABLE|A)$/.test(element.tagName)) continue;
        const text = plain(element.innerText || (element.tagName === "FIGURE" && element.textContent));
        if (/^H\d$/.test(element.tagName)) head = text;
        if (text && words.every((word) => text.search(word) >= 0)) found.push([element, text, head]);
      }
      hits.replaceChildren(...found.slice(0, 60).map((hit) => line(hit, words)));
      count.textContent = !words.length ? "" : found.length ? form.dataset.found.replaceAll("{count}", found.length) : form.dataset.none;
      panel.hidden = !words.length;
      if (window.Highlight) mark(words, found);
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

    /* The words found are marked in the report itself, without a change to it. */
    function mark(words, found) {
      const ranges = [];
      for (const [element] of found) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          for (const { 0: part, index } of walker.currentNode.data.matchAll(any(words))) {
            const range = new Range();
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + part.length);
            ranges.push(range);
          }
        }
      }
      CSS.highlights.set("duizhao", new Highlight(...ranges));
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
        const copy = make(part.tagName === "P" ? "span" : "b", "", part.textContent + " ");
        copy.lang = part.lang;
        return copy;
      }));
      term.after(note);
      const box = row.getBoundingClientRect(), word = [...term.getClientRects()].at(-1);
      note.style.left = Math.max(0, Math.min(word.left - box.left, box.width - note.offsetWidth)) + "px";
      note.style.top = word.bottom - box.top + "px";
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
    on(root, "keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  /* Links to places copy themselves. One link goes from cell to cell: with the pointer, or Enter and the arrow keys. */
  function links(root, cls) {
    const words = root.querySelector("form[role=search]")?.dataset;
    if (!words) return;
    const said = make("p", cls("said"));
    said.setAttribute("role", "status");
    root.querySelector("main").after(said);
    const link = make("a", cls("permalink"), "#");
    link.dataset.copy = 1;
    const move = (cell) => {
      link.href = "#" + cell.id;
      link.setAttribute("aria-label", words.cell + ": " + plain(cell.innerText));
      if (link.parentNode !== cell) cell.append(link);
    };
    on(root, "mouseover", (event) => {
      const cell = event.target.closest("td[id], th[id]");
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
      else if (to) { move(to); link.focus(); }
      else if (isNaN(down)) return;
      event.preventDefault();
    });
    on(root, "click", async (event) => {
      const from = event.target.closest("a[data-copy]");
      if (!from) return;
      const address = new URL(from.getAttribute("href"), location.href).href;
      said.textContent = await navigator.clipboard?.writeText(address).then(() => words.copied, () => address) || address;
      setTimeout(() => { said.textContent = ""; }, 3000);
    });
  }

  function aid(root, prefix) {
    const cls = (name) => prefix + name;
    search(root, cls);
    notes(root, cls);
    links(root, cls);
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
      const root = this.attachShadow({ mode: "open" });
      const sheet = make("link");
      sheet.rel = "stylesheet";
      sheet.href = new URL(`${content.edition}.css`, base);
      const holder = make("template");
      holder.innerHTML = content.html;
      for (const picture of holder.content.querySelectorAll("img")) {
        picture.src = new URL(`../${picture.getAttribute("src")}`, base);
      }
      sheet.onload = () => { root.append(holder.content); aid(root, "dz-"); this.follow(location.hash); };
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
})();
