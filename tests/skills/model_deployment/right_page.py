"""A page that answers as soon as something changes."""

import streamlit as st


def predict(rooms, area, district):
    return 1000 * area + 5000 * rooms + {"north": 0, "south": 20000}[district]


def main():
    st.title("What is it worth?")
    rooms = st.slider("Rooms", 1, 8, 3)
    area = st.number_input("Area", min_value=10.0, max_value=500.0, value=80.0)
    district = st.selectbox("District", ["north", "south"])
    st.metric("Price", f"{predict(rooms, area, district):,.0f} €")


main()
