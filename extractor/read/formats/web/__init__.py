"""Web pages: what the page shows as the document, without the site around it."""
