"""Starts ministack 1.5.33 with what this test needs beyond it.

Where AWS is stricter, and ministack would let a mistake pass:
- the role of a function must be allowed to take messages from the queue of its mapping, and the queue must hide a
  message at least as long as the function may run;
- the role of a schedule must trust EventBridge Scheduler, and allow the invocation;
- the policy of a queue must allow the rule that sends to it;
- calls of ECS are checked on the service, deployment, revision or task that they name, not on its cluster, with
  ecs:cluster, with the tags of the service, and with ecs:enable-execute-command where an update says so;
- calls about a deployment or a revision are checked on its service too, since AWS asks for both;
- calls of Application Auto Scaling, which ministack has not, are checked before they are turned away;
- reading a log is checked on the stream, not on its group;
- reading Lambda's concurrency and mappings, and a rule of the default bus, has the action and ARN of AWS.

Where a test cannot do without:
- PutEvents takes the source aws.ecs, which AWS keeps for itself, and honours the time of an entry;
- a batch to a queue needs the permission for one message, as on AWS;
- the address of a queue leads through the endpoint of the functions, where faults are made;
- the clock of SQS can be put forward, so that nobody waits for a delay or for a message to be visible again;
- the time of a signature is not looked at, for the functions' clock is the test's; the loopback counts as TLS;
- it ends with the program that started it: when its standard input is closed, it and its functions stop.

It replaces private functions, so the version is pinned, and a missing name ends the start.
"""

import contextvars
import hashlib
import json
import logging
import os
import signal
import sys
import threading
import time
import types
from importlib.metadata import version

from ministack.core import iam_actions, iam_evaluator, sigv4
from ministack.core.iam_evaluator import EvalContext, _gather_role_policies, evaluate
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, iam, lambda_svc, sqs, tagging
from ministack.services.cloudformation import provisioners

EXPECTED = "1.5.33"
if version("ministack") != EXPECTED:
    sys.exit(f"expected ministack {EXPECTED}, got {version('ministack')}: remove the virtual environment and start again")

log = logging.getLogger("stricter_ministack")


def is_allowed(role_arn, action, resource):
    """Whether the policies of a role allow an action."""
    account, name = role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
    caller = EvalContext(
        principal_arn=f"arn:aws:sts::{account}:assumed-role/{name}/stricter",
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=get_region(),
    )
    return evaluate(caller, _gather_role_policies(name, account)).decision == "Allow"


# --- PutEvents ---------------------------------------------------------------------------------------------------

entry_time = contextvars.ContextVar("entry_time", default=None)
put_events, wall_clock = eventbridge._put_events, eventbridge._now_ts


def put_recorded_events(data, allow_aws_source=False):
    """One entry after the other, so that each can have its own time."""
    entries = data.get("Entries", [])
    foreign = any(str(e.get("Source")).startswith("aws.") and e.get("Source") != "aws.ecs" for e in entries)
    if foreign or len(entries) > 10:
        return put_events(data, allow_aws_source)
    results, failed, answer = [], 0, None
    for entry in entries:
        token = entry_time.set(entry.get("Time"))
        try:
            answer = put_events({**data, "Entries": [entry]}, True)
        finally:
            entry_time.reset(token)
        if answer[0] != 200:
            return answer
        body = json.loads(answer[2])
        results += body["Entries"]
        failed += body["FailedEntryCount"]
    if answer is None:
        return put_events(data, allow_aws_source)
    return answer[0], answer[1], json.dumps({"FailedEntryCount": failed, "Entries": results}).encode()


eventbridge._now_ts = lambda: wall_clock() if entry_time.get() is None else float(entry_time.get())
eventbridge._put_events = put_recorded_events

# --- The clock of the queues ---------------------------------------------------------------------------------------


class PutForward(types.ModuleType):
    """The module `time` for SQS, ahead by as many milliseconds as the test's file says."""

    def __init__(self, path):
        super().__init__("time")
        self.path = path

    def time(self):
        with open(self.path, encoding="ascii") as file:
            return time.time() + int(file.read()) / 1000

    def __getattr__(self, name):
        return getattr(time, name)


if sqs.time is not time:
    sys.exit("expected ministack's SQS to use the module time")
if os.environ.get("FUNCTION_WORLD_FOLDER"):
    sqs.time = PutForward(os.path.join(os.environ["FUNCTION_WORLD_FOLDER"], "queues-ahead"))

# --- The address of the queues -------------------------------------------------------------------------------------

if sqs._queue_url("x").split("/")[2] != f"{sqs.DEFAULT_HOST}:{sqs.DEFAULT_PORT}":
    sys.exit("expected ministack to write sqs.DEFAULT_PORT into the address of a queue")
sqs.DEFAULT_PORT = os.environ.get("AWS_ENDPOINT_URL", "").rpartition(":")[2] or sqs.DEFAULT_PORT

action_of_request = iam_actions.extract_iam_action
OF_BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}


def action_with_batches(*arguments, **named):
    action = action_of_request(*arguments, **named)
    return OF_BATCHES.get(action, action)


iam_actions.extract_iam_action = action_with_batches

# --- What is different on one machine ------------------------------------------------------------------------------

if not callable(sigv4.request_time_failure):
    sys.exit("expected ministack to check the time of signatures in sigv4.request_time_failure")
sigv4.request_time_failure = lambda signature, now=None: None

resolve_condition_key = iam_evaluator._resolve_condition_key


def condition_key(key, context):
    return "true" if key.lower() == "aws:securetransport" else resolve_condition_key(key, context)


iam_evaluator._resolve_condition_key = condition_key

# --- What a call is about -----------------------------------------------------------------------------------

arn_of_request, context_of_request = iam_actions.extract_resource_arn, iam_actions.request_tag_context


def fields_of(body):
    try:
        fields = json.loads(body or b"{}")
    except ValueError:
        fields = {}
    return fields if isinstance(fields, dict) else {}


def cluster_arn(fields, region, account):
    cluster = str(fields.get("cluster") or "default")
    return cluster if cluster.startswith("arn:") else f"arn:aws:ecs:{region}:{account}:cluster/{cluster}"


AUTO_SCALING = "application-autoscaling"
iam_actions.SERVICE_TO_IAM_NAMESPACE[AUTO_SCALING] = AUTO_SCALING
tagging._RESOURCE_TAG_COLLECTORS["ecs"] = tagging._collect_ecs


def arn_named_by_request(service, method, path, headers, body, params, region, account):
    """DescribeServices is about a service, DescribeTasks about a task, GetLogEvents about a stream."""
    fields = fields_of(body) if service in ("ecs", "logs", AUTO_SCALING) else {}
    if service == AUTO_SCALING:
        if not headers.get("x-amz-target", "").endswith(".RegisterScalableTarget"):
            return "*"
        target = hashlib.sha256(str(fields.get("ResourceId")).encode()).hexdigest()[:32]
        return f"arn:aws:{AUTO_SCALING}:{region}:{account}:scalable-target/{target}"
    if service == "logs" and headers.get("x-amz-target", "").endswith((".GetLogEvents", ".PutLogEvents")):
        group, stream = fields.get("logGroupName"), fields.get("logStreamName")
        return f"arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:{stream}"
    if service == "ecs":
        if isinstance(fields.get("serviceDeploymentArn"), str):
            return fields["serviceDeploymentArn"]
        for many in ("serviceRevisionArns", "serviceDeploymentArns"):
            if isinstance(fields.get(many), list) and fields[many]:
                return str(fields[many][0])
        cluster = cluster_arn(fields, region, account).rsplit("/", 1)[-1]
        for kind, one, many in (("service", "service", "services"), ("task", "task", "tasks")):
            listed = fields.get(many)
            name = fields.get(one) or (listed[0] if isinstance(listed, list) and listed else None)
            if isinstance(name, str) and name:
                return name if name.startswith("arn:") else f"arn:aws:ecs:{region}:{account}:{kind}/{cluster}/{name}"
    return arn_of_request(service, method, path, headers, body, params, region, account)


def ecs_context_of_request(service, action, body, params):
    context = context_of_request(service, action, body, params)
    fields = fields_of(body) if service in ("ecs", AUTO_SCALING) else {}
    if service == "ecs" and "cluster" in fields:
        context["ecs:cluster"] = cluster_arn(fields, get_region(), get_account_id())
    if service == "ecs" and "enableExecuteCommand" in fields:
        context["ecs:enable-execute-command"] = str(fields["enableExecuteCommand"]).lower()
    if service == AUTO_SCALING:
        for key, field in (("service-namespace", "ServiceNamespace"), ("scalable-dimension", "ScalableDimension")):
            if isinstance(fields.get(field), str):
                context[f"{AUTO_SCALING}:{key}"] = fields[field]
    return context


iam_actions.extract_resource_arn = arn_named_by_request
iam_actions.request_tag_context = ecs_context_of_request

arn_with_ecs, action_with_sqs = iam_actions.extract_resource_arn, iam_actions.extract_iam_action


def arn_with_rules(service, method, path, headers, body, params, region, account):
    """A rule on the default bus has no bus in its name; ListTargetsByRule is about a rule too."""
    fields = fields_of(body) if service == "events" else {}
    name = fields.get("Name") or fields.get("Rule")
    if isinstance(name, str) and fields.get("EventBusName") in (None, "default"):
        return f"arn:aws:events:{region}:{account}:rule/{name}"
    return arn_with_ecs(service, method, path, headers, body, params, region, account)


def action_with_reads_of_lambda(service, method, path, *rest):
    """A reader of Lambda is no writer, and one mapping is no list."""
    if service == "lambda" and method == "GET" and path.endswith("/concurrency"):
        return "lambda:GetFunctionConcurrency"
    if service == "lambda" and method == "GET" and "/event-source-mappings/" in path.rstrip("/"):
        return "lambda:GetEventSourceMapping"
    return action_with_sqs(service, method, path, *rest)


iam_actions.extract_resource_arn = arn_with_rules
iam_actions.extract_iam_action = action_with_reads_of_lambda

enforce_on_one = iam_evaluator.enforce
ON_THE_SERVICE_TOO = ("ecs:StopServiceDeployment", "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions")


def enforce_on_all(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    """arn:…:service-deployment/cluster/service/id is checked, and arn:…:service/cluster/service."""
    asked = (access_key_id, iam_action, service, region)
    denied = enforce_on_one(*asked, resource_arn=resource_arn, service_context=service_context)
    if denied or iam_action not in ON_THE_SERVICE_TOO or resource_arn.count("/") != 3:
        return denied
    head, cluster, name, _ = resource_arn.split("/")
    of_service = f"{head.rsplit(':', 1)[0]}:service/{cluster}/{name}"
    return enforce_on_one(*asked, resource_arn=of_service, service_context=service_context)


iam_evaluator.enforce = enforce_on_all

# --- What one service may do with another -------------------------------------------------------------------------


def check_mapping(properties):
    """AWS refuses a mapping whose function could not take or delete the messages."""
    source = properties.get("EventSourceArn", "")
    if ":sqs:" not in source:
        return
    _, function, _ = lambda_svc._get_func_record_for_ref(properties["FunctionName"])
    for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes"):
        if not is_allowed(function["Role"], f"sqs:{action}", source):
            raise ValueError(f"The role {function['Role']} is not authorized to perform: sqs:{action} on {source}")
    hidden = int(sqs._queue_by_arn(source)["attributes"]["VisibilityTimeout"])
    if hidden < int(function["Timeout"]):
        raise ValueError(f"Queue visibility timeout: {hidden} s is less than function timeout: {function['Timeout']} s")


def check_schedule(properties):
    """AWS refuses a schedule whose role EventBridge Scheduler may not assume."""
    role_arn = properties["Target"]["RoleArn"]
    role = iam._roles.get_scoped(role_arn.split(":")[4], None, role_arn.rsplit("/", 1)[-1]) or {}
    trust = role.get("AssumeRolePolicyDocument") or {}
    if "scheduler.amazonaws.com" not in (trust if isinstance(trust, str) else json.dumps(trust)):
        raise ValueError(f"The role {role_arn} must allow scheduler.amazonaws.com to assume it.")


def check_before(resource_type, check):
    handlers = provisioners._RESOURCE_HANDLERS[resource_type]
    create, update = handlers["create"], handlers["update"]

    def checked_create(logical_id, properties, *rest, **named):
        check(properties)
        return create(logical_id, properties, *rest, **named)

    def checked_update(physical_id, old_properties, new_properties, *rest, **named):
        check(new_properties)
        return update(physical_id, old_properties, new_properties, *rest, **named)

    handlers.update(create=checked_create, update=checked_update)


check_before("AWS::Lambda::EventSourceMapping", check_mapping)
check_before("AWS::Scheduler::Schedule", check_schedule)

invoke_target = eventbridge._invoke_target


def invoke_allowed_target(target, event, rule, view=None):
    arn, scheduled = target.get("Arn", ""), event.get("Source") == "aws.scheduler"
    if scheduled and ":lambda:" in arn and not is_allowed(target["RoleArn"], "lambda:InvokeFunction", arn):
        log.error("Scheduler: %s is not authorized to perform: lambda:InvokeFunction on %s", target["RoleArn"], arn)
        return None
    if ":sqs:" in arn and not scheduled:
        rule_arn = rule.get("Arn") or eventbridge._rule_arn(rule.get("Name"), rule.get("EventBusName", "default"))
        if not sqs.queue_policy_allows(arn, "events.amazonaws.com", rule_arn, get_account_id()):
            log.error("EventBridge: the policy of %s does not allow rule %s", arn, rule.get("Name"))
            return None
    return invoke_target(target, event, rule, view)


eventbridge._invoke_target = invoke_allowed_target



def end_with_parent():
    """The parent holds the other end of standard input, and the kernel closes it however the parent ends."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(10)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    from ministack.app import main

    threading.Thread(target=end_with_parent, daemon=True).start()

    main()
