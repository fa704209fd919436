using LineageAot.Schema;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>A record whose values are drawn and compared.</summary>
public interface IValueRow<TSelf> where TSelf : class, IRow<TSelf>
{
    long Id { get; }

    static abstract TSelf Draw(long id, Draws draws);

    /// <summary>Each column's value, but the key's.</summary>
    IReadOnlyList<ColumnValue> Values();
}

/// <summary>A column's value, and how it's stored where that decides how it comes back.</summary>
public readonly record struct ColumnValue(string Column, object? Value, Form Form = Form.Usual);

public enum Form { Usual, Seconds, Scaled }
