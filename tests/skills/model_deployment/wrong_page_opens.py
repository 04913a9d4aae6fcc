import pickle

import streamlit as st


def main():
    with open("model_that_was_never_saved.pkl", "rb") as file:
        model = pickle.load(file)
    st.write(model.predict([[st.number_input("x")]]))


if __name__ == "__main__":
    main()
