// Making elements. Every text becomes a text node, so that a name in the data is never read as HTML.

export function maak(soort, kenmerken = {}, ...inhoud) {
  const element = document.createElement(soort);
  for (const [naam, waarde] of Object.entries(kenmerken)) {
    if (typeof waarde === "function") element.addEventListener(naam, waarde);
    else if (waarde === true) element.setAttribute(naam, "");
    else if (waarde !== false && waarde !== null && waarde !== undefined) element.setAttribute(naam, String(waarde));
  }
  element.append(...inhoud.filter((deel) => deel !== null && deel !== undefined));
  return element;
}

export const getal = (waarde) => waarde.toLocaleString("nl-NL");

export const datumLang = (iso) =>
  new Date(`${iso}T12:00:00`).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });

export const rustig = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
