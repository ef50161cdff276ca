"""Word files of every age: .docx as it is, .doc, .wps and RTF by way of LibreOffice."""
