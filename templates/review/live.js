// Keeps a page that `duizhao watch` serves as new as the files it is made from, and tells what is wrong in them.
// The page is loaded again only when it would be another one; where the reader was, the browser remembers.
(function () {
  var host = document.createElement("div");
  var room = host.attachShadow({ mode: "open" });
  room.innerHTML = "<style>" +
    ":host{all:initial}" +
    "div{position:fixed;right:12px;bottom:12px;max-width:min(44em,92vw);z-index:2147483647;padding:8px 14px;border-radius:6px;" +
    "font:14px/1.5 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#fff;background:#33414d;" +
    "white-space:pre-wrap;overflow-wrap:anywhere;box-shadow:0 2px 10px #0004}" +
    "div.fault{background:#8f1d14;font-size:15px}div.gone{background:#6b5a1e}p{margin:0}p+p{margin-top:4px}" +
    "@media print{div{display:none}}</style>" +
    "<div role='status' aria-live='polite'><p lang='en'></p><p lang='zh-Hans'></p></div>";
  var box = room.querySelector("div");
  var lines = room.querySelectorAll("p");
  var mark = null;
  document.body.appendChild(host);

  function say(words, kind) {
    box.className = kind;
    lines[0].textContent = words.en;
    lines[1].textContent = words.zh;
  }

  function look() {
    return fetch(location.pathname, { method: "HEAD" }).then(function (answer) {
      return answer.ok ? answer.headers.get("ETag") : mark;
    });
  }

  function refresh() {
    look().then(function (now) {
      if (mark === null) { mark = now; } else if (now !== mark) { location.reload(); }
    }).catch(function () {});
  }

  var events = new EventSource("/.watch/events");
  events.onmessage = function (event) {
    var status = JSON.parse(event.data);
    say(status.words, status.fault ? "fault" : "");
    refresh();
  };
  events.onerror = function () {
    say({ en: "duizhao watch has ended; this page is no longer refreshed.", zh: "duizhao watch 已结束，本页不再自动更新。" }, "gone");
  };
})();
