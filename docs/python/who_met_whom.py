"""Liqa's tables in pandas, its network in NetworkX.

    liqa export --format parquet --out liqa-parquet.zip && unzip -d tables liqa-parquet.zip
    liqa export --format graphml --out liqa.graphml
    python3 who_met_whom.py tables liqa.graphml

prints how many meetings there were in each year and who met most people, as JSON. pandas reads Parquet with pyarrow;
without it, export with `--format datapackage`: the same tables as CSV.
"""

import itertools
import json
import pathlib
import sys

import networkx as nx
import pandas as pd


def tables(folder):
    """The tables of a data package by name. Text stays text, days become dates, lists become lists."""
    folder = pathlib.Path(folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: table(folder, resource) for resource in package["resources"]}


def table(folder, resource):
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    if resource["format"] == "parquet":
        frame = pd.read_parquet(folder / resource["path"])
    else:
        words = {"true": True, "false": False}
        frame = pd.read_csv(folder / resource["path"], dtype=str, keep_default_na=False, na_values=[""])
        for name, field in fields.items():
            if field["type"] in ("integer", "number"):
                frame[name] = pd.to_numeric(frame[name])
            elif field["type"] == "boolean":
                frame[name] = frame[name].map(words)
    for name, field in fields.items():
        if field["type"] == "date":
            # Years before 1678 and after 2262 are beyond pandas' clock: they become no time.
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
        elif "JSON list" in field.get("description", ""):
            frame[name] = frame[name].map(json.loads)
    return frame


def meetings_by_year(meetings, statuses=("held", "ongoing")):
    """How many of the meetings were in each year. One that no article places within a year is in none."""
    some = meetings[meetings.status.isin(statuses)].dropna(subset=["earliest", "latest"])
    within = some[some.earliest.dt.year == some.latest.dt.year]
    return within.groupby(within.earliest.dt.year).size()


def contacts(graph):
    """Who met whom: an edge between every two who took part in a meeting that was held or is ongoing."""
    met = nx.Graph()
    for meeting, about in graph.nodes(data=True):
        if about["kind"] != "meeting" or about["status"] not in ("held", "ongoing"):
            continue
        there = set()
        for actor, _, link in graph.edges(meeting, data=True):
            other = _ if actor == meeting else actor
            if link["relation"] != "participated_in":
                continue
            kind = graph.nodes[other]["kind"]
            by_deputy = kind == "person" and link["function"] == "represented"
            visited = kind == "country" and about["type"] == "visit" and link["function"] == "host"
            if not by_deputy and not visited:
                there.add(other)
        met.add_edges_from(itertools.combinations(sorted(there), 2))
    return met


def main(folder, graphml):
    graph = nx.read_graphml(graphml)
    met = contacts(graph)
    people = [(actor, degree) for actor, degree in met.degree() if graph.nodes[actor]["kind"] == "person"]
    years = meetings_by_year(tables(folder)["meetings"])
    return {
        "checksum": graph.graph["checksum"],
        "meetings_by_year": {str(year): int(count) for year, count in years.items()},
        "met_most_people": sorted(people, key=lambda one: (-one[1], one[0]))[:15],
    }


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:3]), sys.stdout, ensure_ascii=False)
