"""Turning executed notebooks into the site."""
