import streamlit as st


def main():
    st.title("Price")
    st.number_input("Area", value=80.0)
    if st.button("Predict"):
        st.success(f"{1000 * 80.0:.0f}")


main()
