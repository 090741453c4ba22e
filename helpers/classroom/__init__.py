"""Lessons: checks that give hints, copies for students, decks, the guide and the handout, from one teacher's source."""
