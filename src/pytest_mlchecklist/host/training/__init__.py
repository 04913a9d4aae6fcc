"""What the convention of training loops is made of."""
