"""Names in an article: who and what they are, who acts in an event, and where it happened."""
