"""What happens: a folder for each SOP with its diagram, its facts and its acceptance stories.

`<sop>/process.bpmn` is the swimlane diagram as bpmn-js or Camunda Modeler write it, `<sop>/sop.toml` the identity of
the SOP, its rows and rules, `<sop>/scenarios.toml` the stories that must come true. Process analysts own these files.
"""
