// Draws the charts of a copied page when their reader comes near them. Everything else works without this file.
(() => {
  "use strict";
  const places = [...document.querySelectorAll(".copy-chart")];
  const here = document.currentScript;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const loading = new Map();

  const load = (file) => {
    if (!loading.has(file)) {
      loading.set(file, new Promise((whole, broken) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = whole;
        script.onerror = () => { loading.delete(file); broken(new Error(file)); };
        document.head.append(script);
      }));
    }
    return loading.get(file);
  };

  const coloured = (chart, isDark) => {
    const { data, layout, dark: other } = structuredClone(chart);
    const whole = { data, layout };
    for (const [way, what] of isDark ? other : []) {
      const last = way.pop();
      way.reduce((part, step) => part[step], whole)[last] = what;
    }
    return whole;
  };

  const show = (place, isDark) => {
    const chart = window.charts[place.dataset.chart.match(/([0-9a-f]+)\.js$/)[1]];
    const { data, layout } = coloured(chart, isDark);
    return window.Plotly.react(place.firstChild, data, layout, chart.config);
  };

  // A mark of a figure that has a page of its own leads there.
  const follow = (place) => place.firstChild.on("plotly_click", ({ points }) => {
    const marked = [points[0].customdata].flat()[0];
    if (marked) location.href = place.dataset.figures.replace("FIGURE", encodeURIComponent(marked));
  });

  const draw = async (place) => {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "begun";
    try {
      // The typeface first: labels are placed by the room they take.
      const typeface = document.fonts.load("13px 'Source Sans'").catch(() => []);
      await Promise.all([load(here.dataset.plotly), load(place.dataset.chart), typeface]);
      place.replaceChildren(document.createElement("div"));
      await show(place, dark.matches);
      if (place.dataset.figures) follow(place);
      place.dataset.drawn = "whole";
    } catch {
      delete place.dataset.drawn;
      ask(place, "The chart could not be loaded; its numbers stand in the table below.", "Try again");
    }
  };

  const ask = (place, words, label) => {
    const said = document.createElement("p");
    const button = document.createElement("button");
    said.className = "dd-key";
    said.textContent = words;
    button.textContent = label;
    button.addEventListener("click", () => draw(place));
    place.replaceChildren(said, button);
  };

  const line = navigator.connection;
  if (line && (line.saveData || /2g$/.test(line.effectiveType))) {
    places.forEach((place) => ask(place, "Charts need 1.1 MB once; this line is slow.", "Draw this chart"));
  } else {
    const near = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting) { near.unobserve(target); draw(target); }
      }
    }, { rootMargin: "300px" });
    places.forEach((place) => near.observe(place));
  }

  const again = (isDark) => places.filter((place) => place.dataset.drawn === "whole").forEach((place) => show(place, isDark));
  dark.addEventListener("change", () => again(dark.matches));
  addEventListener("beforeprint", () => again(false));
  addEventListener("afterprint", () => again(dark.matches));
})();
