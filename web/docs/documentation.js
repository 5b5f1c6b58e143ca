// Shows /openapi.json with Swagger UI, to be read and tried. Nothing is fetched from anywhere else.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#documentation',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  persistAuthorization: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
