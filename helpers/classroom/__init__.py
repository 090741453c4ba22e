"""Lessons for a class: what they mark, hide and hint at."""
