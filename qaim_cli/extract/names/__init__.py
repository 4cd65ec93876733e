"""Names in prose: whom and what an article names, who acts in an event, and where it happened."""
