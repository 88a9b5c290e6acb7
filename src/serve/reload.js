// Brings the page up to date when a new build is ready, and shows what is wrong when one failed.
(function () {
  "use strict";
  var from = new URL(document.currentScript.src).searchParams;
  var run = Number(from.get("run"));
  var build = Number(from.get("build"));
  var panel = null;

  function hide() {
    if (panel) panel.remove();
    panel = null;
  }

  function show(text) {
    hide();
    panel = document.createElement("div");
    panel.setAttribute("role", "alert");
    panel.lang = "en";
    panel.dir = "ltr";
    panel.style.cssText =
      "position:fixed;z-index:2147483647;inset:auto 0 0 0;max-height:60vh;overflow:auto;" +
      "padding:16px 24px;background:#2a1414;color:#fff;border-top:4px solid #ee9b8d;" +
      "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere";
    panel.textContent = "The last change could not be built. You see the site as it was before.\n\n" + text;
    document.body.appendChild(panel);
  }

  // Each sheet gives way when the new one has arrived, so that the page is never bare.
  function restyle() {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      var address = new URL(old.href);
      if (address.origin !== location.origin) return;
      address.searchParams.set("build", build);
      var fresh = old.cloneNode();
      fresh.onload = function () { old.remove(); };
      fresh.onerror = function () { fresh.remove(); };
      fresh.href = address.href;
      old.after(fresh);
    });
  }

  function hear(message) {
    var told = JSON.parse(message.data);
    if (told.run !== run || told.pages > build) {
      news.close();
      location.reload();
      return;
    }
    var styled = told.styles > build;
    build = told.build;
    if (styled) restyle();
    if (told.trouble) show(told.trouble);
    else hide();
  }

  // Browsers open six connections to a host, and a tab that nobody sees must not hold one of them.
  var news = null;
  function listen() {
    if (news) news.close();
    news = null;
    if (document.hidden) return;
    news = new EventSource("/__demarche/news");
    news.onmessage = hear;
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
