"""Training loops on TensorFlow's tape; the last goes up instead of down."""
import tensorflow as tf


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=50):
        self.lr, self.epochs = lr, epochs

    def fit(self, X, y):
        X = tf.cast(X, tf.float32)
        y = tf.cast(tf.reshape(y, (-1, 1)), tf.float32)
        self.w = tf.Variable(tf.zeros((X.shape[1], 1)))
        self.b = tf.Variable(tf.zeros(1))
        for _ in range(self.epochs):
            with tf.GradientTape() as tape:
                logits = X @ self.w + self.b
                loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, logits))
            dw, db = tape.gradient(loss, [self.w, self.b])
            self.w.assign_sub(self.lr * dw)
            self.b.assign_sub(self.lr * db)

    def predict_proba(self, X):
        return tf.sigmoid(tf.cast(X, tf.float32) @ self.w + self.b)


def ascend(X, y, w, b, lr=0.1, epochs=10):
    for _ in range(epochs):
        with tf.GradientTape() as tape:
            tape.watch([w, b])
            loss = tf.reduce_mean((tf.linalg.matvec(X, w) + b - tf.cast(y, X.dtype)) ** 2)
        dw, db = tape.gradient(loss, [w, b])
        w, b = w + lr * dw, b + lr * db
    return w, b
