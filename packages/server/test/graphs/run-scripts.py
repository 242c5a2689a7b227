"""Runs exported scripts as their own programs would run, one after the other in one process: PyTorch is loaded once.

Reads lines of JSON {"script", "save", "inputs"}; answers a line each, {"error": null or a traceback}.
"""
import contextlib
import io
import json
import runpy
import sys
import traceback

for line in sys.stdin:
    task = json.loads(line)
    error = None
    sys.argv = [task["script"], "--save", task["save"], "--inputs-json", json.dumps(task["inputs"])]
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            runpy.run_path(task["script"], run_name="__main__")
    except SystemExit as exit:
        error = f"it ended with {exit.code}" if exit.code else None
    except BaseException:
        error = traceback.format_exc()
    print(json.dumps({"error": error}), flush=True)
