"""One image of one channel at a time."""

import numpy as np


def max_pool(img, k=2, s=2):
    h = (img.shape[0]-k)//s+1; w = (img.shape[1]-k)//s+1
    return np.array([[img[i*s:i*s+k, j*s:j*s+k].max() for j in range(w)] for i in range(h)])


def avg_pooling(feature_map, pool_size, stride):
    h, w = feature_map.shape
    oh, ow = (h-pool_size)//stride+1, (w-pool_size)//stride+1
    out = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.mean(feature_map[i*stride:i*stride+pool_size, j*stride:j*stride+pool_size])
    return out


class MaxPool2:
    def __init__(self, size=2, stride=2):
        self.size, self.stride = size, stride
    def forward(self, image):
        h, w = image.shape
        s, k = self.stride, self.size
        return np.array([[image[i:i+k, j:j+k].max() for j in range(0, w-k+1, s)] for i in range(0, h-k+1, s)])
