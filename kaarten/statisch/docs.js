// The interactive documentation of the API, from the copy of Swagger UI on this server.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({ url: "/v1/openapi.json", dom_id: "#swagger", deepLinking: true, validatorUrl: null });
});
