"""Opens files in LibreOffice, types into them, and writes down what it computes.

Called with a folder that holds jobs.json; writes results.json beside it. Cached values of formulas
are replaced by nonsense before a workbook is opened: what is read is what LibreOffice computed.
"""

import json
import pathlib
import re
import subprocess
import sys
import time
import zipfile

import uno
from com.sun.star.beans import PropertyValue

NONSENSE = "987654321"
FORMULA = 16  # com.sun.star.sheet.CellFlags.FORMULA
WAIT_IN_SECONDS = 60


def poison(path):
    """The workbook with every cached value replaced, and how many there were."""
    poisoned = path.with_suffix(".poisoned.xlsx")
    count = 0
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(poisoned, "w") as target:
        assert source.testzip() is None
        for entry in source.infolist():
            text = source.read(entry).decode()
            if "/worksheets/" in entry.filename:
                text, found = re.subn(r"(</f><v>)[^<]*(</v>)", rf"\g<1>{NONSENSE}\g<2>", text)
                count += found
            target.writestr(entry.filename, text)
    return poisoned, count


def setting(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def start(folder):
    """LibreOffice with a profile of its own, and the way to open files in it."""
    pipe = "cpts" + str(time.time_ns())
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
         f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + WAIT_IN_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            if time.monotonic() > end or office.poll() is not None:
                office.kill()
                raise
            time.sleep(0.1)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context)
    return office, desktop


def read(document, skipped=()):
    """Cells and places of formulas, by sheet."""
    book = {}
    for sheet in document.Sheets:
        if sheet.Name in skipped:
            continue
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        formulas = [
            (row, column)
            for found in sheet.queryContentCells(FORMULA).RangeAddresses
            for row in range(found.StartRow, found.EndRow + 1)
            for column in range(found.StartColumn, found.EndColumn + 1)
        ]
        book[sheet.Name] = {"cells": area.getDataArray(), "formulas": formulas}
    return book


def write(cell, value):
    if value is None:
        cell.setFormula("")
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def compute(desktop, job):
    path, poisoned = pathlib.Path(job["path"]), 0
    settings = [setting("Hidden", True)]
    if job["kind"] == "csv":
        # Semicolons, double quotes, UTF-8, and cells are guessed as a person opening it gets them.
        settings += [setting("FilterName", "Text - txt - csv (StarCalc)"),
                     setting("FilterOptions", "59,34,76,1,,1036,false,true")]
    else:
        path, poisoned = poison(path)
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(settings))
    document.calculateAll()
    # Only what can change is read again.
    skipped = ("Barème", "Lisez-moi")
    books = [read(document)]
    for change in job["changes"]:
        inputs = document.Sheets.getByName("Entrées")
        for cell, value in change:
            write(inputs.getCellRangeByName(cell), value)
        books.append(read(document, skipped))
    document.close(True)
    return {"poisoned": poisoned, "books": books}


def main():
    folder = pathlib.Path(sys.argv[1])
    jobs = json.loads((folder / "jobs.json").read_text())
    office, desktop = start(folder)
    try:
        results = [compute(desktop, job) for job in jobs]
    finally:
        try:
            desktop.terminate()
        except Exception:
            pass
        try:
            office.wait(timeout=WAIT_IN_SECONDS)
        except subprocess.TimeoutExpired:
            office.kill()
    (folder / "results.json").write_text(json.dumps(results))


main()
