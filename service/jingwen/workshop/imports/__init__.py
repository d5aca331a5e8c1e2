"""Site files of other tools read as drafts of rules: what a rule can say of it, and what is left out, by line."""
