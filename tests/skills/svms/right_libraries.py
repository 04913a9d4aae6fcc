from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

model = SVC(kernel="linear")
linear = LinearSVC()
pipeline = make_pipeline(StandardScaler(), SVC(kernel="linear", C=10))
stochastic = SGDClassifier(loss="hinge")


class MySVM(LinearSVC):
    pass


class Wrapped:
    def __init__(self, C=1.0):
        self.classifier = SVC(kernel="linear", C=C)

    def train(self, X, y):
        self.classifier.fit(X, y)

    def predict(self, X):
        return self.classifier.predict(X)


def build_classifier():
    return make_pipeline(StandardScaler(), SVC(kernel="linear"))


rounded = SVC()
