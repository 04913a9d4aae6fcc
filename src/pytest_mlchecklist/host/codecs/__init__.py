"""Text to numbers and back: what the kind `codec` stands on."""
