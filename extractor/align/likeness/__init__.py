"""How alike the items of two plans are: views, ranks within the other plan, and a plain model that weighs them."""
