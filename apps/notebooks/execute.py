"""Runs a notebook in its kernel and writes it with its outputs: execute.py IN.ipynb OUT.ipynb

nbconvert --execute stops listening to a cell when the kernel says that it is idle. Deno's kernel may say so before it
sends the cell's result, which is then lost. Here outputs go to the cell whose request they answer, whenever they come.
"""
import queue, sys
import nbformat
from jupyter_client.manager import start_new_kernel

OUTPUTS = ("execute_result", "display_data", "stream", "error")
QUIET = 1.5  # seconds without a message after which nothing more is expected

notebook = nbformat.read(sys.argv[1], as_version=4)
manager, client = start_new_kernel(kernel_name=notebook.metadata.kernelspec.name)
cells = {}


def listen(until=None):
    while True:
        try:
            message = client.get_iopub_msg(timeout=120 if until else QUIET)
        except queue.Empty:
            if until:
                raise TimeoutError("the kernel fell silent")
            return
        kind, about = message["msg_type"], message["parent_header"].get("msg_id")
        if kind in OUTPUTS and about in cells:
            cells[about].outputs.append(nbformat.v4.output_from_msg(message))
        if about == until and kind == "status" and message["content"]["execution_state"] == "idle":
            return


try:
    for number, cell in enumerate((one for one in notebook.cells if one.cell_type == "code"), 1):
        cell.outputs, cell.execution_count = [], number
        request = client.execute(cell.source)
        cells[request] = cell
        listen(until=request)
        if client.get_shell_msg(timeout=120)["content"]["status"] == "error":
            listen()
            sys.exit("\n".join(cell.outputs[-1].get("traceback", [])) if cell.outputs else f"cell {number} failed")
    listen()
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
for cell in cells.values():
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = cell.execution_count
nbformat.write(notebook, sys.argv[2])
