"""The page: templates of HTML, CSS and JavaScript, and what fills them."""
