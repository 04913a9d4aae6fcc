class Config:
    enable_backprop = True
    train = True
