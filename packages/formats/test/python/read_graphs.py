"""Reads GraphML files with NetworkX and igraph, prints what both found, a file a line: nodes, edges, attributes."""

import json
import math
import sys

import igraph
import networkx as nx


def present(attributes):
    """igraph fills in what a node or edge has not."""
    absent = lambda value: value == "" or (isinstance(value, float) and math.isnan(value))
    return {name: value for name, value in attributes.items() if not absent(value)}


def with_networkx(path):
    graph = nx.read_graphml(path)
    return {
        "graph": {name: value for name, value in graph.graph.items() if isinstance(value, str)},
        "nodes": {node: present(data) for node, data in graph.nodes(data=True)},
        "edges": sorted(
            [[*sorted((source, target)), present(data)] for source, target, data in graph.edges(data=True)],
            key=json.dumps,
        ),
    }


def with_igraph(path):
    graph = igraph.Graph.Read_GraphML(path)
    ids = graph.vs["id"]
    return {
        "graph": {name: graph[name] for name in graph.attributes()},
        "nodes": {vertex["id"]: present({**vertex.attributes(), "id": ""}) for vertex in graph.vs},
        "edges": sorted(
            [[*sorted((ids[edge.source], ids[edge.target])), present({**edge.attributes(), "id": ""})] for edge in graph.es],
            key=json.dumps,
        ),
    }


for path in sys.argv[1:]:
    print(json.dumps({"networkx": with_networkx(path), "igraph": with_igraph(path)}))
