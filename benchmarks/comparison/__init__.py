"""Runs the same images through this project and through the engines that people use from Python."""
