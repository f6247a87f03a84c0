// The interactive documentation of the API, from the copy of Swagger UI on this server.

/** Give the parts a name and the headings their place below the title. */
function maakToegankelijk() {
  document.querySelector("#servers")?.setAttribute("aria-label", "Dienst");
  for (const [deel, naam] of [[".information-container", "Over de API"], [".scheme-container", "Dienst"]]) {
    const plek = document.querySelector(deel);
    plek?.setAttribute("role", "region");
    plek?.setAttribute("aria-label", naam);
  }
  for (const kop of document.querySelectorAll("h3.opblock-tag, .models > h4")) kop.setAttribute("aria-level", "2");
}

window.addEventListener("load", () => {
  const plek = { url: "/v1/openapi.json", dom_id: "#swagger" };
  window.SwaggerUIBundle({ ...plek, deepLinking: true, validatorUrl: null, onComplete: maakToegankelijk });
});
