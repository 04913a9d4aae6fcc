import streamlit as st


def label(width):
    return "setosa" if width < 0.8 else "another"


st.title("Iris")
width = st.number_input("Petal width", value=1.0)
if st.button("Predict"):
    st.success(label(width))
