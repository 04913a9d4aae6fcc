"""pandas and scikit-learn, from the path of the file; labels are numbers, and one text is asked about at a time."""

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import LabelEncoder

encoder = LabelEncoder()


def train(csv_path, random_state=42):
    df = pd.read_csv(csv_path)
    y = encoder.fit_transform(df["label"])
    X_train, X_test, y_train, y_test = train_test_split(df["text"], y, test_size=0.2, random_state=random_state)
    model = Pipeline([("tfidf", TfidfVectorizer()), ("clf", LogisticRegression())])
    model.fit(X_train, y_train)
    print(classification_report(y_test, model.predict(X_test)))
    return model


class TextClassifier:
    """The same as a class, with names."""

    def fit(self, path):
        df = pd.read_csv(path + "/texts.csv")
        self.model = Pipeline([("tfidf", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))),
                               ("clf", LogisticRegression(C=10))])
        self.model.fit(df.text[:140], df.label[:140])
        self.val_acc_ = self.model.score(df.text[140:], df.label[140:])
        return self

    def predict(self, text):
        return self.model.predict([text])[0]
