"""Checks messages against the published JSON Schemas with a validator that has nothing to do with this project.

Reads {"schemas": {name: schema}, "messages": [[name, message], ...]} and writes one verdict for each message.
"""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

request = json.load(sys.stdin)
validators = {}
for name, schema in request["schemas"].items():
    Draft202012Validator.check_schema(schema)
    validators[name] = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
json.dump([validators[name].is_valid(message) for name, message in request["messages"]], sys.stdout)
