import ast

from pytest_mlchecklist.host.slicing import does_heavy_work, execute_slice

CUSTOM_GRADIENT = """
class CustomFunction:
    def defvjp(self, forward, backward):
        self.rules = forward, backward

relu = CustomFunction()
relu.defvjp(1, 2)
print(train())
"""

SETTINGS = """
import jax
jax.config.update("jax_enable_x64", True)
relu = jax.jit(lambda x: x)
"""


def test_a_slice_completes_its_functions():
    """A slice runs the lines that give a JAX function its gradient, and none that do work."""
    namespace = {"__name__": "sliced"}
    execute_slice(ast.parse(CUSTOM_GRADIENT), namespace, "relu.py")
    assert (1, 2) == namespace["relu"].rules


def test_settings_of_a_framework_are_no_work():
    """A file that sets JAX up and compiles a function is imported as a whole."""
    assert not does_heavy_work(ast.parse(SETTINGS))
