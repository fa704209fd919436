using System.Reflection;
using LineageAot.Cli.Scaffolding;
using LineageAot.Generators.Model;

namespace LineageAot.Cli.Tests.Scaffolding;

public sealed class CSharpNamesTests
{
    [Theory]
    [InlineData("customer_id", "CustomerId")]
    [InlineData("CustomerID", "CustomerID")]
    [InlineData("CUSTOMER_ID", "CustomerId")]
    [InlineData("two words", "TwoWords")]
    [InlineData("2fa", "Column2fa")]
    [InlineData("größe", "Größe")]
    [InlineData("漢字", "漢字")]
    [InlineData("class", "Class")]
    [InlineData("a\"b\nc", "ABC")]
    [InlineData("--", "Column")]
    [InlineData("_x", "X")]
    [InlineData("key_attribute", "KeyAttributeColumn")]
    public void Names_become_those_that_people_write(string name, string expected)
    {
        CSharpNames.Pascal(name, "Column").ShouldBe(expected);
        CSharpNames.IsIdentifier(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("class", false)]
    [InlineData("2a", false)]
    [InlineData("a-b", false)]
    [InlineData("_a2", true)]
    public void A_name_that_is_given_can_be_declared(string name, bool expected) => CSharpNames.IsIdentifier(name).ShouldBe(expected);

    [Fact]
    public void Names_that_are_taken_get_a_number()
    {
        var properties = CSharpNames.Properties("Order");
        properties.Take("Order").ShouldBe("Order_2");
        properties.Take("GetHashCode").ShouldBe("GetHashCode_2");
        properties.Take("Id").ShouldBe("Id");
        properties.Take("ID").ShouldBe("ID_2");
        CSharpNames.Records("Shop").Take("shop").ShouldBe("shop_2");
    }

    [Fact]
    public void The_members_of_a_database_class_are_known()
    {
        const BindingFlags Inherited = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        var members = typeof(LineageDatabase).GetMembers(Inherited)
            .Where(static member => member is not ConstructorInfo && member switch
            {
                MethodBase method => method is { IsSpecialName: false, IsPrivate: false, IsAssembly: false },
                PropertyInfo property => property.GetMethod is { IsPrivate: false, IsAssembly: false },
                FieldInfo field => field is { IsPrivate: false, IsAssembly: false },
                _ => true,
            })
            .Select(static member => member.Name).Where(static name => !name.Contains('.', StringComparison.Ordinal) && !name.Contains('<', StringComparison.Ordinal)).Distinct();
        members.Except(DatabaseMembers.Names).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("INT", SqlType.Integer)]
    [InlineData("unsigned big int", SqlType.Integer)]
    [InlineData("FLOATING POINT", SqlType.Integer)]
    [InlineData("NVARCHAR(100)", SqlType.Text)]
    [InlineData("clob", SqlType.Text)]
    [InlineData("blob", SqlType.Blob)]
    [InlineData("double precision", SqlType.Real)]
    [InlineData("DECIMAL(10,5)", null)]
    [InlineData("DATETIME", null)]
    [InlineData("", null)]
    public void Affinity_is_that_of_SQLites_documentation(string declared, object? expected) => ColumnTypes.OfAffinity(declared).ShouldBe((SqlType?)expected);

    [Theory]
    [InlineData("a\"b\\c\n\r\t", "\"a\\\"b\\\\c\\n\\r\\t\"")]
    [InlineData("\u2028\0\u202Eé漢", "\"\\u2028\\u0000\\u202eé漢\"")]
    public void Texts_become_literals(string text, string expected) => CSharpText.Literal(text).ShouldBe(expected);
}
