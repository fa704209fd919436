using System.Text.Json.Serialization;
using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Load;

internal interface IOrderEvent;

[EventType("order.placed")]
internal sealed record OrderPlaced(int Number, decimal Total, string Customer) : IOrderEvent;

[EventType("order.changed")]
internal sealed record OrderChanged(int Number, string Field, string Value) : IOrderEvent;

[EventType("order.paid")]
internal sealed record OrderPaid(int Number, string By) : IOrderEvent;

[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderChanged))]
[JsonSerializable(typeof(OrderPaid))]
internal sealed partial class OrderJson : JsonSerializerContext;

[EventCatalog(typeof(OrderJson))]
internal sealed partial class OrderEvents : IEventCatalog<IOrderEvent>;
