// Reloads the page when a new build is ready, and shows what is wrong when one failed.
(function () {
  "use strict";
  var shown = new URL(document.currentScript.src).searchParams.get("build");
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
    panel.style.cssText =
      "position:fixed;z-index:2147483647;inset:auto 0 0 0;max-height:60vh;overflow:auto;" +
      "padding:16px 24px;background:#2a1414;color:#fff;border-top:4px solid #ee9b8d;" +
      "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap";
    panel.textContent = "The last change could not be built. You see the site as it was before.\n\n" + text;
    document.body.appendChild(panel);
  }

  var news = new EventSource("/__demarche/news");
  news.onmessage = function (message) {
    var told = JSON.parse(message.data);
    if (String(told.build) !== shown) {
      news.close();
      location.reload();
    } else if (told.trouble) {
      show(told.trouble);
    } else {
      hide();
    }
  };
})();
