// Shows the API document by Scalar, whose calls go to the adapter that serves this page and nowhere else.
// What the address names after ? fills in the parameters of that name: ?x-merchant=acme&order_id=…
(async () => {
  "use strict";

  const answer = await fetch("openapi.json");
  if (!answer.ok) {
    document.getElementById("state").textContent = `The API document cannot be read: HTTP ${answer.status}.`;
    return;
  }
  const api = await answer.json();
  api.servers = [{ url: new URL("../..", location.href).href.replace(/\/$/, ""), description: "This adapter" }];
  // As the published document has it, the reader would type the word Bearer too.
  api.components.securitySchemes.Bearer = {
    type: "http", scheme: "bearer", description: "One of Adapter:AccessTokens. It is kept until the page is left.",
  };

  const asked = new URLSearchParams(location.search);
  const operations = Object.values(api.paths).flatMap(path => Object.values(path));
  for (const parameter of operations.flatMap(operation => operation.parameters ?? []))
    parameter.example = asked.get(parameter.name) ?? parameter.example;

  document.getElementById("wait").remove();
  Scalar.createApiReference("#calls", {
    content: api,
    authentication: { preferredSecurityScheme: "Bearer" },
    // What would ask other hosts, or keep the token.
    telemetry: false,
    withDefaultFonts: false,
    persistAuth: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: "never",
    // What index.html has.
    hiddenClients: true,
    documentDownloadType: "none",
  });
})();
