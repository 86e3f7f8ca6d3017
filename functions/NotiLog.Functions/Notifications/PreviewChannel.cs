using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class PreviewChannel(ChannelDrafts drafts, ChannelPreviews previews, EventReader events)
{
    /// <summary>What a message of a channel, saved or not, would look like in each language; of a stored event or an example.</summary>
    [Function(nameof(PreviewChannel))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/channels/preview")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var faults = new Faults();
        var fields = new JsonFields(document.RootElement, "", faults);
        var draft = fields.Take("channel");
        var wanted = fields.Text("eventId");
        fields.Close();
        if (draft is null)
            fields.Fault("channel", "is required: the channel to be shown");
        if (wanted is not null && !Guid.TryParse(wanted, out _))
            fields.Fault("eventId", "must be the id of an event");
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var channel = await drafts.ReadAsync(draft!.Value, "channel", cancellationToken);
        if (channel.Problem is { } problem)
            return new ProblemAnswer(problem);
        var shown = wanted is null ? null : await events.FindAsync(Guid.Parse(wanted), cancellationToken);
        return wanted is not null && shown is null
            ? new ProblemAnswer(Problem.Invalid("eventId", "is not the id of an event that is kept"))
            : JsonAnswer.Ok(previews.Of(channel.Value, shown));
    }
}
