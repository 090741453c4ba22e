"""Drawing only: tidy frame in, `ax` in and out."""
