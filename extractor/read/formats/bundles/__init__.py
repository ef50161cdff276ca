"""Files that hold files: mails, archives, books of web pages."""
