"""The addresses of the API. They answer only to GET (and HEAD)."""

import msgspec
from apiflask import APIBlueprint
from flask import Response
from marshmallow import RAISE

from matching.answer import SearchAnswer
from matching.request import SearchRequest
from search_app import asked, records
from search_app.answering import moved
from search_app.api import answers
from search_app.api.description import BAD, MISSING, MOVED, UNAVAILABLE, responds
from search_app.parameters import OfferSearch, OrganisationSearch
from search_app.service import searcher

api = APIBlueprint("api", __name__, url_prefix="/api/v1")


def json(answer: msgspec.Struct) -> Response:
    """Encode an answer."""
    return Response(msgspec.json.encode(answer), mimetype="application/json")


def _answered(wanted: SearchRequest) -> SearchAnswer:
    answer = searcher().search(wanted)
    asked.note(wanted, answer)
    return answer


@api.get("/organisations")
@api.doc(
    summary="Search companies and institutions",
    operation_id="searchOrganisations",
    responses=responds(answers.OrganisationAnswer, BAD, MISSING, UNAVAILABLE),
)
@api.input(OrganisationSearch, location="query", arg_name="wanted", unknown=RAISE)
def organisations(wanted: SearchRequest) -> Response:
    """Answer a page of organisations."""
    return json(answers.organisations(_answered(wanted)))


@api.get("/organisations/<anything:id>")
@api.doc(
    summary="One organisation",
    operation_id="getOrganisation",
    responses=responds(records.OrganisationRecord, MOVED, MISSING, UNAVAILABLE),
)
def organisation(id: str) -> Response:
    """Answer one organisation with its sources; an alias leads to it."""
    record = records.organisation(id)
    return json(record) if record.id == id else moved(record.id)


@api.get("/offers")
@api.doc(
    summary="Search offers, requests and events",
    operation_id="searchOffers",
    responses=responds(answers.OfferAnswer, BAD, MISSING, UNAVAILABLE),
)
@api.input(OfferSearch, location="query", arg_name="wanted", unknown=RAISE)
def offers(wanted: SearchRequest) -> Response:
    """Answer a page of offers, requests and events."""
    return json(answers.offers(_answered(wanted)))


@api.get("/offers/<anything:id>")
@api.doc(
    summary="One offer, request or event",
    operation_id="getOffer",
    responses=responds(records.OfferRecord, MOVED, MISSING, UNAVAILABLE),
)
def offer(id: str) -> Response:
    """Answer one offer with its source; an alias leads to it."""
    record = records.offer(id)
    return json(record) if record.id == id else moved(record.id)
