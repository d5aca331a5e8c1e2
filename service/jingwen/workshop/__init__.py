"""What rule files are made and kept with: checking, testing, listing."""
