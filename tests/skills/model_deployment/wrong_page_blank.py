import streamlit as st


def main():
    st.title("Our model")
    if st.button("About"):
        st.write("It is 98 % accurate.")


main()
