import streamlit as st


def main():
    people = st.slider("People", 0, 10, 2)
    bill = st.number_input("Bill", value=50.0)
    st.write(f"Each pays {bill / people:.2f}")


main()
