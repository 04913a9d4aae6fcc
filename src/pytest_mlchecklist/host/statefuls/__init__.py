"""Objects that are driven step by step: what they are made with, asked at each step, and leave behind."""
