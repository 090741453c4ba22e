"""What each lesson asks, and how its answers are checked."""
