"""A page with a form: it answers when the button is pressed, and says kindly what is missing."""

import streamlit as st


@st.cache_resource
def load_model():
    return {"lovely": 1, "best": 1, "awful": -1}


def sentiment(text):
    weights = load_model()
    return sum(weights.get(word.strip(",."), 0) for word in text.lower().split())


def app():
    st.header("Sentiment")
    with st.form("review"):
        text = st.text_area("Your review")
        sent = st.form_submit_button("Judge")
    if sent and not text.strip():
        st.warning("Write something first")
    elif sent:
        st.write("positive" if sentiment(text) > 0 else "negative")


app()
